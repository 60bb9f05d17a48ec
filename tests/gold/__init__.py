"""The gold set, and how extraction is scored against it."""
