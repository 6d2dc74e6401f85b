"""Why: explanations from assessments, and their wording in Swedish and English."""

from lagesbild_rules.explanation._document import (
    CitationText,
    ClassText,
    ConstantText,
    CriterionText,
    Document,
    FactText,
    LevelText,
    RulesetText,
    StepText,
)
from lagesbild_rules.explanation._from_assessment import explain, reason
from lagesbild_rules.explanation._model import (
    ClassExplanation,
    Explanation,
    LedgerEntry,
    LevelExplanation,
    Margin,
    Standing,
    Step,
)
from lagesbild_rules.explanation._phrases import PHRASES, capital, enumerated, phrase
from lagesbild_rules.explanation._ruleset_page import (
    ClassPage,
    CriterionPage,
    IndicatorPage,
    LevelPage,
    RulesetPage,
    RuleText,
    SourcePage,
    ruleset_page,
)
from lagesbild_rules.explanation._values import Values
from lagesbild_rules.explanation._wording import document

__all__ = [
    "PHRASES",
    "CitationText",
    "ClassExplanation",
    "ClassPage",
    "ClassText",
    "ConstantText",
    "CriterionPage",
    "CriterionText",
    "Document",
    "Explanation",
    "FactText",
    "IndicatorPage",
    "LedgerEntry",
    "LevelExplanation",
    "LevelPage",
    "LevelText",
    "Margin",
    "RuleText",
    "RulesetPage",
    "RulesetText",
    "SourcePage",
    "Standing",
    "Step",
    "StepText",
    "Values",
    "capital",
    "document",
    "enumerated",
    "explain",
    "phrase",
    "reason",
    "ruleset_page",
]
