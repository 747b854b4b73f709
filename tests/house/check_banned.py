#!/usr/bin/env python3
"""The functions that base/banned.h names do not compile: check_banned.py COMPILER ROOT"""
import os
import subprocess
import sys

CALLS = ['strcpy(b, a)', 'strcat(b, a)', 'strncpy(b, a, 1)', 'strncat(b, a, 1)',
         'sprintf(b, "x")', 'strtok(b, a)', 'atoi(a)', 'atol(a)', 'atoll(a)', 'atof(a)',
         'localtime(0)', 'gmtime(0)', 'ctime(0)', 'asctime(0)', 'setlocale(0, a)']
ALLOWED = 'snprintf(b, 1, "x")'


def compiles(compiler, root, call):
    text = f'static void use(char *b, const char *a) {{ (void)a, (void)b; {call}; }}\n'
    source = os.path.join(root, 'src')
    done = subprocess.run([compiler, '-D_GNU_SOURCE', '-I', source, '-include', 'base/banned.h',
                           '-fsyntax-only', '-x', 'c', '-'],
                          input=text, capture_output=True, text=True, check=False)
    return done.returncode == 0, 'poisoned' in done.stderr


def main():
    compiler, root = sys.argv[1:3]
    problems = []
    if compiles(compiler, root, ALLOWED) != (True, False):
        problems.append(f'{ALLOWED} does not compile, so this test says nothing')
    for call in CALLS:
        if compiles(compiler, root, call) != (False, True):
            problems.append(f'{call} is not refused as poisoned')
    print('\n'.join(problems) or f'{len(CALLS)} calls refused')
    sys.exit(1 if problems else 0)


main()
