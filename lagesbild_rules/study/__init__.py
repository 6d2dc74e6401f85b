"""Method research: what a ruleset can and cannot say, proven, counted, varied and compared before anyone is judged."""

__all__: list[str] = []
