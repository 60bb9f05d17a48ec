"""The graph as RDF: the vocabulary that follows from the model, its shapes, and the way back into the graph."""
