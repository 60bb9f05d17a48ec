"""Questions with known answers over a facts file of their own, and how ``ask`` is scored against them."""
