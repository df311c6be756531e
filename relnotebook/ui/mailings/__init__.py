"""The Mailings page: who should hear from the shop, who of them agreed, and where to take them."""
