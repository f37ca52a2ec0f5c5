//! In which order a module holds its functions: those that resemble each other stand together.
//!
//! What packs a file names a repetition in fewer bits the nearer it is. Nothing else depends on the order, as long as
//! all that names a function names its new place; which function it is and what it does stays.

use std::{collections::BTreeMap, convert::Infallible};

use anyhow::{Result, anyhow};
use wasm_encoder::{CodeSection, FunctionSection, Module, reencode, reencode::Reencode};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader, Parser};

use crate::functions::functions;

/// Functions resemble each other by the sequences of so many bytes that both have.
const SEQUENCE: usize = 4;
/// A function resembles the last ones by so much: the nearer, the more.
const WEIGHTS: [u32; 3] = [4, 2, 1];

/// The module with its functions in the order in which it is packed best.
pub(super) fn ordered(module: &[u8]) -> Result<Vec<u8>> {
    let (imported, bodies) = functions(module)?;
    let bodies: Vec<_> = bodies.iter().map(FunctionBody::as_bytes).collect();
    let order = by_likeness(&bodies);
    let mut places = vec![0; order.len()];
    for (place, &function) in (imported..).zip(&order) {
        places[function] = place;
    }
    let mut ordered = Module::new();
    Order { imported, order: &order, places }
        .parse_core_module(&mut ordered, Parser::new(0), module)
        .map_err(|error| anyhow!("the module cannot be read: {error}"))?;
    Ok(ordered.finish())
}

/// Begins with the shortest, and goes on with the one that shares most of what it holds with the last ones.
fn by_likeness(bodies: &[&[u8]]) -> Vec<usize> {
    let mut numbers = BTreeMap::new();
    let mut held_by: Vec<Vec<usize>> = Vec::new();
    let mut held: Vec<Vec<usize>> = Vec::new();
    for (function, body) in bodies.iter().enumerate() {
        let mut own = Vec::new();
        for sequence in body.windows(SEQUENCE) {
            let number = *numbers.entry(sequence).or_insert(held_by.len());
            if number == held_by.len() {
                held_by.push(Vec::new());
            }
            if held_by[number].last() != Some(&function) {
                held_by[number].push(function);
                own.push(number);
            }
        }
        held.push(own);
    }
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    left.sort_by_key(|&function| bodies[function].len());
    let mut order: Vec<usize> = Vec::with_capacity(bodies.len());
    while !left.is_empty() {
        let mut shared = vec![0_u32; bodies.len()];
        for (&last, weight) in order.iter().rev().zip(WEIGHTS) {
            for &number in &held[last] {
                for &function in &held_by[number] {
                    shared[function] += weight;
                }
            }
        }
        let likeness = |function: usize| f64::from(shared[function]) / (held[function].len() + 1) as f64;
        // Of equals the first: the shortest.
        let next = (0..left.len()).rev().max_by(|&a, &b| likeness(left[a]).total_cmp(&likeness(left[b])));
        order.extend(next.map(|next| left.remove(next)));
    }
    order
}

/// Functions in a new order.
struct Order<'a> {
    /// So many functions come before those of the module itself, and stay.
    imported: u32,
    /// Where each stood.
    order: &'a [usize],
    /// Where each stands now.
    places: Vec<u32>,
}

impl Reencode for Order<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error<Infallible>> {
        let own = function.checked_sub(self.imported);
        Ok(own.and_then(|own| self.places.get(own as usize)).copied().unwrap_or(function))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for &function in self.order {
            functions.function(types[function]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for &function in self.order {
            self.parse_function_body(code, bodies[function].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_stands_together() {
        let bodies: [&[u8]; 5] = [b"abcdefgh", b"12345678", b"xabcdefgh", b"x12345678", b"z"];
        assert_eq!(by_likeness(&bodies), [4, 0, 2, 1, 3]);
    }

    #[test]
    fn whoever_names_a_function_names_its_new_place() {
        // An import; a function that calls the next but one, a longer and the shortest; the last is exported.
        let module = |types: [u8; 3], code: &[u8], exported: u8| {
            let types = [b"\x03\x04\x03".as_slice(), &types].concat();
            let export = [b"\x07\x05\x01\x01x\0".as_slice(), &[exported]].concat();
            let code = [&[10, u8::try_from(code.len() + 1).unwrap(), 3], code].concat();
            [
                b"\0asm\x01\0\0\0".as_slice(),
                b"\x01\x08\x02\x60\0\0\x60\0\x01\x7f",
                b"\x02\x07\x01\x01m\x01a\0\0",
                &types,
                &export,
                &code,
            ]
            .concat()
        };
        let calls = |which: u8| [4, 0, 0x10, which, 0x0b];
        let (long, short) = ([6, 0, 1, 1, 1, 1, 0x0b], [4, 0, 0x41, 7, 0x0b]);
        let before = module([0, 0, 1], &[calls(3).as_slice(), &long, &short].concat(), 3);
        let after = module([0, 1, 0], &[calls(2).as_slice(), &short, &long].concat(), 2);
        assert_eq!(ordered(&before).unwrap(), after);
        assert!(ordered(b"\0asm\x01\0\0\0\x0a\xff").is_err());
    }
}
