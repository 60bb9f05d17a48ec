"""The graph: its model, names, engines, schema and writer."""
