"""Pictures of products, drawn with Pillow and without Qt."""
