"""The stage that warns: indicators seen, competing hypotheses weighed, alarms."""
