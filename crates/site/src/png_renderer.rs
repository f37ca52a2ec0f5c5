//! Renders SVG as PNG, where the crate is compiled with the feature `pictures`.

use crate::Error;

/// Whether this program can render pictures.
pub(crate) const RENDERS: bool = cfg!(feature = "pictures");

/// Renders SVG with the fonts of this program, and those of the machine for scripts that they lack.
pub(crate) struct PngRenderer {
    #[cfg(feature = "pictures")]
    options: resvg::usvg::Options<'static>,
}

#[cfg(feature = "pictures")]
impl PngRenderer {
    /// Loads the fonts.
    pub(crate) fn new() -> Self {
        let mut options = resvg::usvg::Options::default();
        let fonts = std::sync::Arc::make_mut(&mut options.fontdb);
        typst_assets::fonts().for_each(|font| fonts.load_font_data(font.to_vec()));
        fonts.load_system_fonts();
        Self { options }
    }

    /// Renders a picture of `width` by `height` pixels, to which the SVG is scaled.
    ///
    /// # Errors
    /// [`Error::Picture`] where the SVG is not valid or the size is zero.
    pub(crate) fn png(&self, svg: &str, width: u32, height: u32) -> Result<Vec<u8>, Error> {
        use resvg::{
            tiny_skia::{Pixmap, Transform},
            usvg::Tree,
        };
        let wrong = |why: &dyn ToString| Error::Picture(why.to_string());
        let tree = Tree::from_str(svg, &self.options).map_err(|e| wrong(&e))?;
        let mut pixels = Pixmap::new(width, height).ok_or_else(|| wrong(&"its size is zero"))?;
        #[allow(clippy::cast_precision_loss, reason = "pixels of a picture")]
        let scale =
            Transform::from_scale(width as f32 / tree.size().width(), height as f32 / tree.size().height());
        resvg::render(&tree, scale, &mut pixels.as_mut());
        pixels.encode_png().map_err(|e| wrong(&e))
    }
}

#[cfg(not(feature = "pictures"))]
impl PngRenderer {
    pub(crate) fn new() -> Self {
        Self {}
    }

    #[allow(clippy::unused_self, reason = "it stands in for the renderer")]
    pub(crate) fn png(&self, _: &str, _: u32, _: u32) -> Result<Vec<u8>, Error> {
        Err(Error::Picture("this program was compiled without the feature `pictures`".to_owned()))
    }
}
