"""Trust: receipts, by which an answer can be proven later."""

__all__: list[str] = []
