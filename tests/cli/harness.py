"""What the tests of the program share: running it, and scratch directories."""
import csv
import io
import json
import os
import resource
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = ROOT = None  # set by run


class Case(unittest.TestCase):
    """A test with a scratch directory, removed afterwards."""

    maxDiff = None

    def setUp(self):
        self.scratch = tempfile.mkdtemp(prefix='outturn-test-')
        self.addCleanup(shutil.rmtree, self.scratch)

    def path(self, *names):
        return os.path.join(self.scratch, *names)

    def write(self, name, content):
        path = self.path(name)
        mode = 'wb' if isinstance(content, bytes) else 'w'
        with open(path, mode, **({} if mode == 'wb' else {'encoding': 'utf-8'})) as handle:
            handle.write(content)
        return path

    @staticmethod
    def environment(changes):
        environment = dict(os.environ, SOURCE_DATE_EPOCH='1390176000', LC_ALL='C.UTF-8')
        environment.pop('OUTTURN_WORKSPACE', None)
        environment.update(changes or {})
        return environment

    def start(self, *words, env=None):
        """The running process of `outturn words...`; it is killed if the test ends first."""
        process = subprocess.Popen([PROGRAM, *words], env=self.environment(env),
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, cwd=self.scratch)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def run_program(self, *words, env=None, file_limit=None, stdout=subprocess.PIPE,
                    timeout=120):
        """The finished process of `outturn words...`, its outputs as text."""

        def limit():
            if file_limit is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, file_limit))

        return subprocess.run([PROGRAM, *words], env=self.environment(env), stdin=subprocess.DEVNULL,
                              stdout=stdout, stderr=subprocess.PIPE, text=True,
                              encoding='utf-8', preexec_fn=limit, cwd=self.scratch,
                              timeout=timeout)

    def must(self, *words, **options):
        result = self.run_program(*words, **options)
        self.assertEqual(result.returncode, 0, f'{words}: {result.stderr}')
        return result

    def refused(self, code, *words, **options):
        """Runs a command that must fail with `code` and a message; the message."""
        result = self.run_program(*words, **options)
        self.assertEqual(result.returncode, code, f'{words}: {result.stderr}')
        self.assertTrue(result.stderr.startswith('outturn'), result.stderr)
        self.assertNotIn('Sanitizer', result.stderr)
        return result.stderr

    def rows(self, *words, **options):
        """The rows of a command's CSV."""
        return list(csv.DictReader(io.StringIO(self.must(*words, '--format', 'csv',
                                                         **options).stdout)))

    def json(self, *words, **options):
        return json.loads(self.must(*words, '--format', 'json', **options).stdout)


def scorecard(name):
    """A published scorecard, copied into the project."""
    return os.path.join(ROOT, 'tests', 'cases', 'scorecards', name)


def example(name):
    return os.path.join(ROOT, 'examples', name)


def golden(name):
    return os.path.join(ROOT, 'tests', 'golden', 'cli', name)
