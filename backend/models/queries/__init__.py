"""What is asked of the tables, and changed in many rows at once: a function a question, named by what it tells.

Call them inside the store's `reading` or `writing`. What every sale asks is composed once (`backend.models.composed`).
"""
