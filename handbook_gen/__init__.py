"""Social media policy as code: policy YAML in, a searchable handbook in Dutch and English out."""
