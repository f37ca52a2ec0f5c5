//! What every part of the page is drawn from, and the one way back.

use std::{ops::Deref, rc::Rc};

use onrecord_corpus::{Corpus, Counts, Part, Selection};
use yew::{Callback, Html, MouseEvent, Properties, function_component, hook, html, use_effect_with};

use crate::view::View;

/// A value that is shared by reference, and equal only to itself: comparing whole corpora at each
/// rendering would cost more than drawing them.
pub(crate) struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// A move to another view.
pub(crate) enum Step {
    /// One that "back" leads back from.
    To(View),
    /// One of many on the way, such as a letter typed: it takes the place of the view before.
    Over(View),
}

/// The view with everything that follows from it.
#[derive(Clone, PartialEq)]
pub(crate) struct Stage {
    pub(crate) corpus: Shared<Corpus>,
    /// Counts with no filter on: they keep lists in one order while filters change.
    pub(crate) totals: Shared<Counts>,
    pub(crate) view: View,
    pub(crate) selection: Shared<Selection>,
    pub(crate) go: Callback<Step>,
    /// Asks for a part of the record that something on the screen needs.
    pub(crate) want: Callback<Part>,
}

impl Stage {
    /// What a press of a button does that leads to a view.
    pub(crate) fn press(&self, to: View) -> Callback<MouseEvent> {
        let go = self.go.clone();
        Callback::from(move |_| go.emit(Step::To(to.clone())))
    }

    /// A callback that leads from the view to another, made when it is called.
    pub(crate) fn to<T: 'static>(&self, change: impl Fn(&mut View, T) + 'static) -> Callback<T> {
        self.on(Some, change)
    }

    /// The same for what is read from an event; where nothing can be read, nothing happens.
    pub(crate) fn on<E: 'static, T>(
        &self,
        read: impl Fn(E) -> Option<T> + 'static,
        change: impl Fn(&mut View, T) + 'static,
    ) -> Callback<E> {
        let (view, go) = (self.view.clone(), self.go.clone());
        Callback::from(move |event| {
            let Some(value) = read(event) else { return };
            let mut view = view.clone();
            change(&mut view, value);
            go.emit(Step::To(view));
        })
    }
}

/// Asks for a part of the record that a component cannot do without, once where it is missing.
#[hook]
pub(crate) fn use_part(stage: &Stage, missing: Option<Part>) {
    let want = stage.want.clone();
    use_effect_with(missing, move |missing| missing.iter().for_each(|part| want.emit(*part)));
}

/// What a part of the page takes.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct OnStage {
    pub(crate) stage: Stage,
}

#[derive(PartialEq, Properties)]
pub(crate) struct LinkProps {
    pub(crate) to: View,
    pub(crate) go: Callback<Step>,
    #[prop_or_default]
    pub(crate) class: &'static str,
    #[prop_or_default]
    pub(crate) current: bool,
    pub(crate) children: Html,
}

/// A real link to a view: it can be copied and opened in a new tab, and a plain click stays here.
#[function_component]
pub(crate) fn ViewLink(props: &LinkProps) -> Html {
    html! {
        <a class={props.class} href={props.to.link()} aria-current={props.current.then_some("true")}
            onclick={follow(&props.to, &props.go)}>
            { props.children.clone() }
        </a>
    }
}

/// What a click on a link to a view does.
pub(crate) fn follow(to: &View, go: &Callback<Step>) -> Callback<MouseEvent> {
    let (to, go) = (to.clone(), go.clone());
    Callback::from(move |click: MouseEvent| {
        let elsewhere = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
        if !elsewhere {
            click.prevent_default();
            go.emit(Step::To(to.clone()));
        }
    })
}
