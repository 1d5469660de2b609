"""Pictures of the screens, taken in a demo of their own: a few for the documents, and a sheet of them all."""
