/// A set of word classes. Most words belong to several; the sentence decides which one applies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordClass(u64);

macro_rules! classes {
    ($($name:ident $bit:literal $doc:literal;)*) => {
        impl WordClass {
            $(#[doc = $doc] pub(crate) const $name: Self = Self(1 << $bit);)*
        }
    };
}

classes! {
    DET 0 "the, some, this";
    POSS 1 "his, their";
    PRON 2 "he, who, someone";
    PREP 3 "of, in, under";
    CONJ 4 "and, but";
    SUB 5 "that, because, while, who";
    AUX 6 "is, has, will, did";
    NEG 7 "not, never, declined";
    MODAL 8 "would, could";
    ADV 9 "also, repeatedly";
    ADJ 10 "former, senior";
    PARTICLE 11 "de, van, al";
    SUFFIX 12 "Jr., III";
    MONTH 13 "July, Sept.";
    WEEKDAY 14 "Sunday";
    ORG 15 "university, department";
    NUMBER 16 "two, dozen";
    TITLE 17 "Sen., President";
    ROLE 18 "ambassador, analyst";
    GROUP 19 "officials, some";
    PAST 20 "a verb in the past: said, went";
    PRESENT 21 "a verb's -s form: says, goes";
    BASE 22 "a verb's plain form: say, go";
    ING 23 "saying, going";
    PARTICIPLE 24 "written, gone";
    CUE 25 "a verb that marks words as said";
    MALE 26 "Mr., chairman, John";
    FEMALE 27 "Mrs., spokeswoman, Nikki";
    GIVEN 28 "a given name";
    CAPITAL 29 "begins with a capital";
    ABBREVIATION 30 "ends in a full stop of its own";
    POSSESSIVE 31 "the 's after an owner, or a plural owner's apostrophe";
    KNOWN 32 "stands in a lexicon at all";
    CHANNEL 34 "begins a phrase that tells where something was said";
    DAY 35 "stands in every phrase that tells a day: last, today, ago";
    SAYING 33 "a thing said: claim, warning";
    BRAND 36 "closes the name of a body and of no person: research, online";
    TOWN 37 "a word or surname that is also a town: meridian, campbell";
}

impl WordClass {
    pub(crate) const NONE: Self = Self(0);

    /// Whether the two sets have a class in common.
    pub(crate) const fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl std::ops::BitOr for WordClass {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.with(other)
    }
}

impl std::ops::BitOrAssign for WordClass {
    fn bitor_assign(&mut self, other: Self) {
        *self = self.with(other);
    }
}
