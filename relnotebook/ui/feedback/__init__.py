"""The Feedback page: what customers said, ideas, questions to ask, and what came of it."""
