namespace CnnGen;

/// <summary>How an image of any sides becomes one of given sides.</summary>
public enum ImageFit
{
    /// <summary>The largest part in the middle with the sides that are wanted: nothing is distorted, and what lies at two of the borders is cut off.</summary>
    Crop,

    /// <summary>The whole image, distorted.</summary>
    Stretch,
}
