"""What the pages ask of a snapshot: SPARQL and quad patterns in, small data classes out."""
