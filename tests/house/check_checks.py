#!/usr/bin/env python3
"""The checks of the house find what they are for: check_checks.py COMPILER ROOT

Each case is a small source tree with one fault, and the words that must be said."""
import os
import subprocess
import sys
import tempfile

HEADER = '/* Why. */\n#ifndef OUTTURN_STAT_A_H\n#define OUTTURN_STAT_A_H\n{}\n#endif\n'
SIX = 'int a, int b, int c, int d, int e, int f'

# Tool, file, its text, what is said; None when nothing may be wrong.
CASES = [
    ('check-layers', 'src/stat/a.c', '#include "base/text.h"\n#include "stat/a.h"\n', None),
    ('check-layers', 'src/stat/a.c', '#include "db/db.h"\n', 'stat may not include db'),
    ('check-layers', 'src/judge/a.c', '#include "util/x.h"\n', 'util is no layer'),
    ('check-layers', 'src/util/a.c', '', 'src/util: this folder has no row'),
    ('check-layers', 'src/stat/a.c', '#include "a.h"\n', 'write the include from src'),
    ('check-size', 'src/stat/a.c', f'int f({SIX})\n{{\n\treturn a;\n}}\n', None),
    ('check-size', 'src/stat/a.c', f'int f({SIX},\n      int g)\n{{\n}}\n', 'f has 7 parameters'),
    ('check-size', 'src/stat/a.c', 'int f(void)\n{\n' + '\t;\n' * 97 + '}\n', None),
    ('check-size', 'src/stat/a.c', 'int f(void)\n{\n' + '\t;\n' * 98 + '}\n', 'f has 101 lines'),
    ('check-size', 'src/stat/a.c', 'int f(void) {\n}\n', 'on its own line'),
    ('check-size', 'src/stat/a.c', '\n' * 901, 'has 901 lines'),
    ('check-size', 'src/stat/a.c', '/* ' + 'x' * 120 + ' */\n', '126 columns'),
    ('check-headers', 'src/stat/a.h', HEADER.format('/* One. */\nint f(void);\nint g(int x);'), None),
    ('check-headers', 'src/stat/a.h', HEADER.format('/* One. */\nint f(void);\n\nint g(int x);'),
     'g() is not explained'),
    ('check-headers', 'src/stat/a.h', HEADER.format('struct s { int (*f)(void); };'), None),
    ('check-headers', 'src/stat/a.h', HEADER.format('/* One. */\nint f(size_t n);'),
     "unknown type name"),
    ('check-headers', 'src/stat/a.h', HEADER.format('').replace('STAT_A', 'A'), 'include guard'),
    ('check-headers', 'src/stat/a.h', HEADER.format('')[11:], 'open with a comment'),
]


def run_case(compiler, root, case):
    tool, name, text, said = case
    with tempfile.TemporaryDirectory() as tree:
        for path, content in (('src/base/banned.h', '/* Why. */\n#ifndef OUTTURN_BASE_BANNED_H\n'
                               '#define OUTTURN_BASE_BANNED_H\n#endif\n'), (name, text)):
            os.makedirs(os.path.dirname(os.path.join(tree, path)), exist_ok=True)
            with open(os.path.join(tree, path), 'w', encoding='utf-8') as handle:
                handle.write(content)
        arguments = [compiler, tree] if tool == 'check-headers' else [tree]
        done = subprocess.run([sys.executable, os.path.join(root, 'tools', tool), *arguments],
                              capture_output=True, text=True, check=False)
    expected = done.returncode == (0 if said is None else 1) and (said or '') in done.stdout
    return expected, done.stdout + done.stderr


def main():
    compiler, root = sys.argv[1:3]
    failures = 0
    for number, case in enumerate(CASES, 1):
        expected, output = run_case(compiler, root, case)
        if not expected:
            print(f'case {number} ({case[0]}, expected {case[3]!r}):\n{output}')
            failures += 1
    print(f'{len(CASES)} cases, {failures} failures')
    sys.exit(1 if failures else 0)


main()
