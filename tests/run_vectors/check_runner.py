#!/usr/bin/env python3
"""Holds run-vectors itself to its promises: check_runner.py RUN-VECTORS"""
import json
import os
import subprocess
import sys
import tempfile

AGE = {'id': 'A1', 'fn': 'age', 'input': {'dob': '2006-04-01', 'on': '2024-04-01'},
       'expected': {'value': 18}}
WRONG = dict(AGE, id='A2', expected={'value': 17})
UNKNOWN = {'id': 'A3', 'fn': 'tides', 'input': {}, 'expected': {'value': 1}}
BAD_INPUT = dict(AGE, id='A4', input={'dob': '2006-04-31', 'on': '2024-04-01'})
EXTRA = dict(AGE, id='A5', expected={'value': 18, 'also': None})
NO_LIST = {'id': 'A7', 'fn': 'timely', 'input': {'period': ['2013-04-01', '2014-03-31']},
           'expected': {'num': 0}}
BAD_RECORD = {'id': 'A8', 'fn': 'events', 'expected': {'value': 0},
              'input': {'period': ['2013-04-01', '2014-03-31'], 'dates': ['2013-02-30']}}
NO_PERIOD = {'id': 'A9', 'fn': 'events', 'input': {'dates': ['2013-04-01']},
             'expected': {'value': 1}}
OUT_OF_FORCE = {'id': 'A10', 'fn': 'timely', 'expected': {'num': 1, 'den': 1},
                'input': {'period': ['2024-04-01', '2025-03-31'], 'limit': 35,
                          'records': [{'id': 'a', 'start': '2024-06-03', 'end': '2024-07-22'}]}}

# File content, arguments, exit code, last line, a text that is printed.
CASES = [
    ({'vectors': [AGE]}, [], 0, '1 passed, 0 failed', ''),
    ({'vectors': [AGE, WRONG]}, [], 1, '1 passed, 1 failed',
     'A2: age: expected {"value":17}, got {"value":18}'),
    ({'vectors': [AGE, UNKNOWN]}, [], 1, '1 passed, 1 failed',
     "A3: nothing answers for the function 'tides'"),
    ({'vectors': [AGE, UNKNOWN]}, ['--only', 'age,fin'], 0, '1 passed, 0 failed', ''),
    ({'vectors': [AGE, UNKNOWN]}, ['--only', 'tides'], 1, '0 passed, 1 failed', ''),
    ({'vectors': [BAD_INPUT]}, [], 1, '0 passed, 1 failed', 'there is no 31 April 2006'),
    ({'vectors': [NO_LIST]}, [], 1, '0 passed, 1 failed', "the input has no list 'records'"),
    ({'vectors': [BAD_RECORD]}, [], 1, '0 passed, 1 failed', 'there is no 30 February 2013'),
    ({'vectors': [NO_PERIOD]}, [], 1, '0 passed, 1 failed', "the input has no day 'period'"),
    ({'vectors': [OUT_OF_FORCE]}, [], 0, '1 passed, 0 failed', ''),
    ({'vectors': [EXTRA]}, [], 1, '0 passed, 1 failed', 'A5'),
    ({'rows': [{'id': 'B1', 'kind': 'tides', 'expect': {}}]}, [], 1, '0 passed, 1 failed', 'B1'),
    ({'rows': [{'id': 'B2', 'kind': 'funnel', 'areas': []}, {'id': 'B3', 'kind': 'tides',
      'expect': {}}]}, [], 1, '0 passed, 2 failed', 'B2'),
    ({'cases': [{'id': 'C1', 'expect': {}}]}, ['--only', 'xmr'], 1, '0 passed, 1 failed', 'C1'),
    ({'other': []}, [], 3, '0 passed, 0 failed', 'expected an array "vectors"'),
    ({'vectors': [{'id': 'A6'}]}, [], 3, '0 passed, 0 failed', 'entry 1 of "vectors"'),
]


def main():
    runner, failures = sys.argv[1], 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'vectors.json')
        for number, (content, arguments, code, last, printed) in enumerate(CASES, 1):
            with open(path, 'w', encoding='utf-8') as handle:
                json.dump(content, handle)
            done = subprocess.run([runner, *arguments, path], capture_output=True, text=True,
                                  check=False)
            lines = done.stdout.splitlines()
            if (done.returncode != code or not lines or lines[-1] != last
                    or printed not in done.stdout + done.stderr):
                print(f'case {number}: exit {done.returncode}, {done.stdout}{done.stderr}')
                failures += 1
    sys.exit(1 if failures else 0)


main()
