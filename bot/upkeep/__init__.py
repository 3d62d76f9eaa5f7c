"""What an operator does with keys and data: commands, and chores of their own."""
