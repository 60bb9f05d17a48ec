"""Which things that documents name are one: a pure function of what is loaded, the authority and the judgements.

``keys`` says which names could mean one thing, ``rules`` propose pairs with a score, ``partition`` makes groups of
them and chooses each group's id, ``settling`` does it within a write for what the write touched, ``explain``
tells why.
"""
