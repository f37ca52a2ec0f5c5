//! The page's entry point.

fn main() {
    explorer::start();
}
