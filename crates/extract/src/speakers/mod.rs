//! Speakers: the entities of an article, and the references to them.
//!
//! `entities` collects all names and their roles from the whole story in a first pass. `coreference` then resolves
//! each reference ("he", "the ambassador") in reading order. Neither reads the statements' words.

mod affiliation;
mod bodies;
mod can_speak;
mod coreference;
mod entities;
mod entity;
mod impersonal;
mod office;
mod prominence;
mod pronouns;
mod role;
mod role_worth;
mod unnamed;

pub(crate) use coreference::{Coreference, ResolvedSpeaker};
pub(crate) use entities::{Entities, name_of};
pub(crate) use entity::Entity;
