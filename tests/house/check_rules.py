"""Holds src/base/finding_rules.def against the sources: check_rules.py SOURCE-ROOT

A rule is a literal "word.word" in the sources. One that is not in the table has no text when its
findings are counted; one in the table that nothing raises is dead. So every such literal is a rule
of the table, or is named here as something else."""
import os
import re
import sys

# Words with a dot that are no rules: actions of the audit chain, and settings.
ACTIONS = {'child.erase', 'child.restrict', 'child.unlink', 'child.unrestrict', 'delivery.record',
           'finding.store', 'framework.add', 'framework.change', 'framework.organisation',
           'framework.scorecard', 'record.look', 'record.take', 'record.withdraw', 'series.revise',
           'series.take', 'series.withdraw', 'setting.put'}
SETTINGS = re.compile(r'^(calendar|judge)\.|^record\.source_order$|^comparator\.(statistic|neighbours)$')
FILES = re.compile(r'\.(c|h|def|csv|txt|xlsx|xml|html|json|pdf|docx|fodt|odt|rels|sql|conf|db|key|'
                   r'css|js|svg|png|ind|watched|bin)$')

LITERAL = re.compile(r'"([a-z][a-z0-9_]*\.[a-z0-9_]+)"')
COMMENT = re.compile(r'/\*.*?\*/|^\s*#include.*?$', re.S | re.M)
ENTRY = re.compile(r'^FINDING_RULE\("([^"]+)"', re.M)
# Tables with checks and texts of their own.
RECORD_RULES = re.compile(r'src/record/rules_\w+\.c$')
# Print SQL, whose columns are words with a dot.
PRINTERS = re.compile(r'src/lang/sql\w*\.c$')


def sources(root):
    for folder, _, names in os.walk(os.path.join(root, 'src')):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), root)
            if name.endswith(('.c', '.h')) and not RECORD_RULES.match(path) and \
                    not PRINTERS.match(path):
                yield path


def words_of(root):
    """Every literal with a dot, and where it stands first."""
    words = {}
    for path in sorted(sources(root)):
        with open(os.path.join(root, path), encoding='utf-8') as handle:
            text = COMMENT.sub('', handle.read())
        for word in LITERAL.findall(text):
            words.setdefault(word, path)
    return words


def main():
    root = sys.argv[1]
    with open(os.path.join(root, 'src', 'base', 'finding_rules.def'), encoding='utf-8') as handle:
        table = ENTRY.findall(handle.read())
    words = words_of(root)
    problems = [f'{rule} stands twice in finding_rules.def'
                for rule in sorted(set(table)) if table.count(rule) > 1]
    problems += [f'{rule} is in finding_rules.def, and nothing raises it'
                 for rule in table if rule not in words]
    problems += [f'{path}: "{word}" is no rule of finding_rules.def; if it is something else, '
                 'check_rules.py says what'
                 for word, path in words.items()
                 if word not in table and word not in ACTIONS
                 and not SETTINGS.match(word) and not FILES.search(word)]
    print('\n'.join(problems + [f'check_rules: {len(table)} rules, {len(problems)} problems']))
    sys.exit(1 if problems else 0)


main()
