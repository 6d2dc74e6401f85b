"""The columnar engine: truths as Arrow bitmaps, worked out with numpy on packed bits. Loads numpy and pyarrow."""

from lagesbild_rules.evaluation.columnar._answers import answer_schema
from lagesbild_rules.evaluation.columnar._batches import ColumnarFunction, columnar_function
from lagesbild_rules.evaluation.columnar._by_rows import answers_table
from lagesbild_rules.evaluation.columnar._carried import Answered, Boxed, answers_carried, assess_carried, boxes_of
from lagesbild_rules.evaluation.columnar._datasets import PIECE, Dataset, Piece, dataset_of
from lagesbild_rules.evaluation.columnar._engine import ColumnarEngine, answers
from lagesbild_rules.evaluation.columnar._files import Part, assess_source, function_of
from lagesbild_rules.evaluation.columnar._folders import assess_dataset, here
from lagesbild_rules.evaluation.columnar._pieces import Report, Work
from lagesbild_rules.evaluation.columnar._plain import OWN, bare, numbered, one_cell, plain
from lagesbild_rules.evaluation.columnar._sources import RowsSource, Source, source_of
from lagesbild_rules.evaluation.columnar._tables import about
from lagesbild_rules.evaluation.columnar._writers import WRITERS

__all__ = [
    "OWN",
    "PIECE",
    "WRITERS",
    "Answered",
    "Boxed",
    "ColumnarEngine",
    "ColumnarFunction",
    "Dataset",
    "Part",
    "Piece",
    "Report",
    "RowsSource",
    "Source",
    "Work",
    "about",
    "answer_schema",
    "answers",
    "answers_carried",
    "answers_table",
    "assess_carried",
    "assess_dataset",
    "assess_source",
    "bare",
    "boxes_of",
    "columnar_function",
    "dataset_of",
    "function_of",
    "here",
    "numbered",
    "one_cell",
    "plain",
    "source_of",
]
