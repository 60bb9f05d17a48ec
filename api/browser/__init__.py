"""What the service offers to Neo4j Browser: a guide, a style and favourites, from the catalogue and the model."""
