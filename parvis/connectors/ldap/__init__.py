"""The town's own directory of people, by LDAP."""
