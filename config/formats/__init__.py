"""How a language writes days: asked for in English order everywhere, said in each language's own."""
