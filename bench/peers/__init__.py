"""The bots beside which Homeward is measured, each the way its library documents."""
