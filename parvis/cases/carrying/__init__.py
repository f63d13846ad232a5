"""What the file of a configuration says of cases: categories, where they go, who answers for them, stages and rights."""
