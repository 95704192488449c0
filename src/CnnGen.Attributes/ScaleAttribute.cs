namespace CnnGen;

/// <summary>Multiplies each channel by a trained factor: y(c, h, w) = weight(c) x(c, h, w).</summary>
/// <remarks>Parameter: weight (channels), 1 to begin with. Any shape; a vector has a factor for each feature.</remarks>
/// <example><code>[Conv(64, 3, Pad = 1), Scale, Add("skip")]</code></example>
public sealed class ScaleAttribute : LayerAttribute;
