"""The real process, killed again and again while families talk: `python -m tests.kill --kills N`.

victim     what makes `homeward` kill itself at a labelled point of its database's work
talkers    families that fill in the form and then write for as long as they are let
ordeal     starts, kills and restarts the bot among them, at random and at every labelled point
reckoning  what families sent and saw, held against what is stored
"""
