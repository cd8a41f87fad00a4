"""What is kept from the public: the rules, and a data folder without what they name."""
