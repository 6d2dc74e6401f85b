"""The columnar engine: truths as Arrow bitmaps, worked out with numpy on packed bits. Loads numpy and pyarrow."""

from lagesbild_rules.evaluation.columnar._batches import ColumnarFunction, answer_schema, columnar_function
from lagesbild_rules.evaluation.columnar._by_rows import answers_table
from lagesbild_rules.evaluation.columnar._engine import ColumnarEngine, answers
from lagesbild_rules.evaluation.columnar._files import Part, assess_source, function_of
from lagesbild_rules.evaluation.columnar._sources import RowsSource, Source, source_of
from lagesbild_rules.evaluation.columnar._tables import about
from lagesbild_rules.evaluation.columnar._writers import WRITERS

__all__ = [
    "WRITERS",
    "ColumnarEngine",
    "ColumnarFunction",
    "Part",
    "RowsSource",
    "Source",
    "about",
    "answer_schema",
    "answers",
    "answers_table",
    "assess_source",
    "columnar_function",
    "function_of",
    "source_of",
]
