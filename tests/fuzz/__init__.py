"""Every reader, given bytes that a fuzzer made: what it does with them is a clean result or a ``LagesbildError``."""
