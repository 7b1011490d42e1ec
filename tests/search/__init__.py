"""How well the search answers: questions, measures, other engines, and what is learned of them."""
