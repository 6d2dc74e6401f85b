"""What an attacker may try, each with what is done about it; docs/explanation/threats.md names these tests."""
