//! Replays the inputs in `fuzz/corpus`, a folder for each target.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use onrecord_cli::fuzzing::{corrections, file, page, people};
use onrecord_corpus::fuzzing::decode;
use onrecord_extract::fuzzing::{days, extract, front_matter};

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A check of one input.
type Attack = fn(&[u8]);

const TARGETS: [(&str, Attack); 9] = [
    ("corrections", |bytes| corrections(&text(bytes))),
    ("days", |bytes| days(&text(bytes))),
    ("decode", decode),
    ("extract", |bytes| extract(&text(bytes))),
    ("file", file),
    ("front-matter", |bytes| front_matter(&text(bytes))),
    ("link", |bytes| onrecord_view::fuzzing::link(&text(bytes))),
    ("page", page),
    ("people", |bytes| people(&text(bytes))),
];

#[test]
fn findings_of_the_fuzzer() {
    let corpus = corpus();
    let names =
        files(&corpus).into_iter().map(|folder| folder.file_name().unwrap().to_str().unwrap().to_owned());
    assert_eq!(names.collect::<BTreeSet<_>>(), TARGETS.map(|(name, _)| name.to_owned()).into());
    for (name, attack) in TARGETS {
        let kept = files(&corpus.join(name));
        assert!(!kept.is_empty(), "{name}");
        for file in kept {
            attack(&fs::read(file).unwrap());
        }
    }
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus")
}

/// Returns the files of a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// A generator of numbers that look random and are the same in each run (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }
}

/// Bytes that mean something in one of the forms.
const MARKS: [&[u8]; 12] = [
    b"\0",
    b"\xff",
    b"\n",
    b"\"",
    b"<",
    b"[",
    b"{",
    b"+++\n",
    b"---\n",
    b"&#x1F600;",
    "\u{201c}".as_bytes(),
    b"\r\n\r\n",
];

/// The longest changed input, in bytes.
const LONGEST: usize = 1 << 16;

/// Changes an input in up to eight places: bytes are replaced, removed, repeated, or taken from another input.
fn change(input: &mut Vec<u8>, other: &[u8], numbers: &mut Numbers) {
    for _ in 0..=numbers.below(8) {
        let at = numbers.below(input.len() + 1);
        let end = (at + numbers.below(32)).min(input.len());
        let new = match numbers.below(5) {
            0 => vec![u8::try_from(numbers.below(256)).unwrap()],
            1 => Vec::new(),
            2 => input[at..end].repeat(1 + numbers.below(200)),
            3 => MARKS[numbers.below(MARKS.len())].repeat(1 + numbers.below(3)),
            _ => {
                let from = numbers.below(other.len());
                other[from..(from + numbers.below(200)).min(other.len())].to_vec()
            }
        };
        input.splice(at..end, new);
    }
    input.truncate(LONGEST);
}

/// A fuzzer for compilers that have none: each target gets changed inputs, a few in each run, or for the time that
/// `ONRECORD_FUZZ_SECONDS` gives to it.
#[test]
fn changed_inputs() {
    let seconds = env::var("ONRECORD_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    let long = Duration::from_secs(seconds.unwrap_or_default());
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    if seconds.is_some() {
        numbers.0 ^= u64::from(std::process::id()) << 20;
    }
    for (name, attack) in TARGETS {
        let kept: Vec<_> =
            files(&corpus().join(name)).into_iter().map(|file| fs::read(file).unwrap()).collect();
        let (began, mut count) = (Instant::now(), 0_usize);
        while count < 40 || began.elapsed() < long {
            let mut input = kept[numbers.below(kept.len())].clone();
            let other = &kept[numbers.below(kept.len())];
            change(&mut input, other, &mut numbers);
            // Written first, so that an input that ends the process can be found.
            let found = env::temp_dir().join(format!("onrecord-changed-{name}.bin"));
            fs::write(&found, &input).unwrap();
            attack(&input);
            fs::remove_file(found).unwrap();
            count += 1;
        }
        println!("{name}: {count} inputs");
    }
}
