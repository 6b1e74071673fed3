"""Labels made by hand, and the kit to make them."""
