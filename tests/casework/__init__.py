"""What caseworkers can do, over the real store."""
