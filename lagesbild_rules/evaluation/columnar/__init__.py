"""The columnar engine: truths as Arrow bitmaps, worked out with numpy on packed bits. Loads numpy and pyarrow."""

from lagesbild_rules.evaluation.columnar._batches import ColumnarFunction, answer_schema, columnar_function
from lagesbild_rules.evaluation.columnar._engine import ColumnarEngine, answers

__all__ = ["ColumnarEngine", "ColumnarFunction", "answer_schema", "answers", "columnar_function"]
