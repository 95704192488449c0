namespace CnnGen;

/// <summary>
/// Makes every spatial axis so many times as long: by copies of the nearest element, y(i) = x(floor(i / scale)), or by straight lines
/// between neighbours, along each axis in turn. Channels are left as they are.
/// </summary>
/// <remarks>
/// torch.nn.Upsample with a whole scale_factor: mode "nearest", or by the input's axes "linear", "bilinear" and "trilinear". A sequence, an
/// image or a volume.
/// </remarks>
/// <example><code>[Upsample(2), Conv(16, 3, Pad = 1), ReLU]</code></example>
public sealed class UpsampleAttribute : LayerAttribute
{
    /// <summary>Declares a layer that makes its input larger.</summary>
    /// <param name="scale">How many times each axis becomes as long: at least 1.</param>
    public UpsampleAttribute(int scale) => Scale = scale;

    /// <summary>How many times each axis becomes as long.</summary>
    public int Scale { get; }

    /// <summary>What lies between the input's elements; copies of the nearest unless set.</summary>
    public UpsampleMode Mode { get; set; } = UpsampleMode.Nearest;

    /// <summary>
    /// Whether the first and the last outputs lie on the first and the last inputs, as centres of pixels; else the edges of the outermost
    /// pixels lie on one another. For <see cref="UpsampleMode.Bilinear"/>; false unless set.
    /// </summary>
    public bool AlignCorners { get; set; }
}

/// <summary>What an enlarged input has between its elements.</summary>
public enum UpsampleMode
{
    /// <summary>Copies of the nearest element before.</summary>
    Nearest,

    /// <summary>Straight lines between neighbours, along one, two or three axes.</summary>
    Bilinear,
}

/// <summary>Adds elements around every channel: zeros, or what <see cref="PadMode"/> says.</summary>
/// <remarks>torch.nn.ZeroPad, ReflectionPad, ReplicationPad and CircularPad; ONNX's Pad. A sequence, an image or a volume.</remarks>
/// <example><code>[Pad(1, PadMode = PadMode.Reflect), Conv(16, 3)]</code></example>
public sealed class PadAttribute : LayerAttribute
{
    /// <summary>Declares padding.</summary>
    /// <param name="pad">The elements on each side of every axis, where no property says otherwise: at least 0.</param>
    public PadAttribute(int pad = 0) => Pad = pad;

    /// <summary>The elements on each side, where no property says otherwise.</summary>
    public int Pad { get; }

    /// <summary>What is added; zeros unless set.</summary>
    public PadMode PadMode { get; set; } = PadMode.Zeros;

    /// <summary>The rows above an image, where they differ.</summary>
    public int PadTop { get; set; }

    /// <summary>The rows below an image, where they differ.</summary>
    public int PadBottom { get; set; }

    /// <summary>The columns before the first, or the positions before a sequence, where they differ.</summary>
    public int PadLeft { get; set; }

    /// <summary>The columns behind the last, or the positions behind a sequence, where they differ.</summary>
    public int PadRight { get; set; }

    /// <summary>The slices before a volume, where they differ.</summary>
    public int PadFront { get; set; }

    /// <summary>The slices behind a volume, where they differ.</summary>
    public int PadBack { get; set; }
}

/// <summary>Keeps a part of every channel: y(h, w) = x(top + h, left + w).</summary>
/// <remarks>torchvision's crop; ONNX's Slice along all axes but the channels.</remarks>
/// <example><code>[Crop(2, 2, 24, 24)]</code></example>
public sealed class CropAttribute : LayerAttribute
{
    /// <summary>Declares a crop of a sequence.</summary>
    /// <param name="left">The first position that is kept, counted from 0.</param>
    /// <param name="width">The positions that are kept: at least 1.</param>
    public CropAttribute(int left, int width)
        : this(0, left, 1, width)
    {
    }

    /// <summary>Declares a crop of an image.</summary>
    /// <param name="top">The first row that is kept, counted from 0.</param>
    /// <param name="left">The first column that is kept, counted from 0.</param>
    /// <param name="height">The rows that are kept: at least 1.</param>
    /// <param name="width">The columns that are kept: at least 1.</param>
    public CropAttribute(int top, int left, int height, int width)
        : this(0, top, left, 1, height, width)
    {
    }

    /// <summary>Declares a crop of a volume.</summary>
    /// <param name="front">The first slice that is kept, counted from 0.</param>
    /// <param name="top">The first row that is kept, counted from 0.</param>
    /// <param name="left">The first column that is kept, counted from 0.</param>
    /// <param name="depth">The slices that are kept: at least 1.</param>
    /// <param name="height">The rows that are kept: at least 1.</param>
    /// <param name="width">The columns that are kept: at least 1.</param>
    public CropAttribute(int front, int top, int left, int depth, int height, int width)
    {
        Front = front;
        Top = top;
        Left = left;
        Depth = depth;
        Height = height;
        Width = width;
    }

    /// <summary>The first slice that is kept.</summary>
    public int Front { get; }

    /// <summary>The first row that is kept.</summary>
    public int Top { get; }

    /// <summary>The first column or position that is kept.</summary>
    public int Left { get; }

    /// <summary>The slices that are kept.</summary>
    public int Depth { get; }

    /// <summary>The rows that are kept.</summary>
    public int Height { get; }

    /// <summary>The columns or positions that are kept.</summary>
    public int Width { get; }
}
