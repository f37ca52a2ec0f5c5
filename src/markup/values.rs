//! What may stand where markup has a hole.

use yew::{
    Html,
    virtual_dom::{AttrValue, VList, VText},
};

use super::Hole;

/// What may be shown.
pub(crate) trait Shown {
    fn hole(self) -> Hole;
}

/// A value among the nodes.
pub(crate) fn shown(value: impl Shown) -> Hole {
    value.hole()
}

/// All of some values among the nodes.
pub(crate) fn each<T: Shown>(values: impl IntoIterator<Item = T>) -> Hole {
    let mut all = Vec::new();
    for value in values {
        all.push(html_of(value.hole()));
    }
    Hole::Node(VList::with_children(all, None).into())
}

/// A value that stands for itself.
pub(crate) fn alone(hole: Hole) -> Html {
    html_of(hole)
}

/// A value as a node.
pub(super) fn html_of(hole: Hole) -> Html {
    match hole {
        Hole::Node(node) => node,
        Hole::Text(text) => VText::new(text).into(),
        _ => Html::default(),
    }
}

impl Shown for Html {
    fn hole(self) -> Hole {
        Hole::Node(self)
    }
}

impl Shown for String {
    fn hole(self) -> Hole {
        Hole::Text(self.into())
    }
}

impl Shown for &str {
    fn hole(self) -> Hole {
        Hole::Text(self.to_owned().into())
    }
}

impl Shown for &String {
    fn hole(self) -> Hole {
        shown(self.as_str())
    }
}

impl<T: Shown> Shown for Option<T> {
    fn hole(self) -> Hole {
        self.map_or(Hole::Nothing, Shown::hole)
    }
}

/// What an attribute may hold; nothing leaves it out.
pub(crate) trait Filled {
    fn hole(self) -> Hole;
}

/// The value of an attribute.
pub(crate) fn filled(value: impl Filled) -> Hole {
    value.hole()
}

impl Filled for &'static str {
    fn hole(self) -> Hole {
        Hole::Text(AttrValue::Static(self))
    }
}

impl Filled for String {
    fn hole(self) -> Hole {
        Hole::Text(self.into())
    }
}

impl Filled for bool {
    fn hole(self) -> Hole {
        Hole::Flag(self)
    }
}

impl<T: Filled> Filled for Option<T> {
    fn hole(self) -> Hole {
        self.map_or(Hole::Nothing, Filled::hole)
    }
}
