//! Pictures: SVG made PNG.

use std::sync::Arc;

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg,
};

use crate::Error;

/// What pictures are drawn with.
pub(crate) struct Studio {
    options: usvg::Options<'static>,
}

impl Studio {
    pub(crate) fn new() -> Self {
        let mut options = usvg::Options::default();
        let fonts = Arc::make_mut(&mut options.fontdb);
        typst_assets::fonts().for_each(|font| fonts.load_font_data(font.to_vec()));
        // For scripts that the fonts of this program lack, as far as the machine has others.
        fonts.load_system_fonts();
        Self { options }
    }

    /// A picture of these sizes in pixels as PNG; one of another size is drawn larger or smaller.
    pub(crate) fn png(&self, svg: &str, width: u32, height: u32) -> Result<Vec<u8>, Error> {
        let wrong = |why: &dyn ToString| Error::Picture(why.to_string());
        let tree = usvg::Tree::from_str(svg, &self.options).map_err(|e| wrong(&e))?;
        let mut pixels = Pixmap::new(width, height).ok_or_else(|| wrong(&"no room for it"))?;
        #[allow(clippy::cast_precision_loss, reason = "pixels of a picture")]
        let scale =
            Transform::from_scale(width as f32 / tree.size().width(), height as f32 / tree.size().height());
        resvg::render(&tree, scale, &mut pixels.as_mut());
        pixels.encode_png().map_err(|e| wrong(&e))
    }
}
