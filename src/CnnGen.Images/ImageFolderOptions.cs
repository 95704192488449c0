using System;
using System.Collections.Generic;

namespace CnnGen;

/// <summary>How the images of a folder are read.</summary>
public sealed class ImageFolderOptions
{
    private readonly int _channels = 3;
    private readonly int _maxPixels = 50_000_000;
    private readonly long _cacheBytes = 1L << 30;

    /// <summary>3 for red, green and blue, 1 for grey. 3 unless told. Transparency is left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Another number.</exception>
    public int Channels
    {
        get => _channels;
        init => _channels = value is 1 or 3 ? value : throw new ArgumentOutOfRangeException(nameof(Channels), value, $"Channels is {value}; it must be 1 or 3");
    }

    /// <summary>The classes by their labels, where another folder has set them: for test images the training images' names. The folders found unless told.</summary>
    /// <remarks>A class may then be without a folder; a folder that is no class is an error.</remarks>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>How images of other sides are made to fit. <see cref="ImageFit.Crop"/> unless told.</summary>
    public ImageFit Fit { get; init; } = ImageFit.Crop;

    /// <summary>What is done about images that cannot be read. <see cref="BrokenImagePolicy.Throw"/> unless told.</summary>
    public BrokenImagePolicy Broken { get; init; } = BrokenImagePolicy.Throw;

    /// <summary>
    /// Bytes of memory for images once they are decoded and resized; what has no room is decoded anew each time. 1 GiB unless told; 0
    /// keeps none.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public long CacheBytes
    {
        get => _cacheBytes;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(CacheBytes));
            _cacheBytes = value;
        }
    }

    /// <summary>The most pixels an image may have: a small file may claim to be enormous. 50 million unless told, which are 200 MB once decoded.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 1 to 500 million.</exception>
    public int MaxPixels
    {
        get => _maxPixels;
        init
        {
            // Four bytes each must fit into one array.
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxPixels));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 500_000_000, nameof(MaxPixels));
            _maxPixels = value;
        }
    }
}
