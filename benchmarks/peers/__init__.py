"""The peers: the same ruleset and areas, each in the peer's own terms, one file a peer.

A peer's module has ``DISTRIBUTION``, its name on the package index; ``CANNOT_SAY``, what of the ruleset it has no words
for; and ``contenders(ruleset)``, which imports the library and raises ``ImportError`` where it is not installed.
"""

PEERS = ("zen_engine", "cel", "clipspy", "rule_engine", "openfisca_core", "durable_rules")
"""The modules, one a peer."""
