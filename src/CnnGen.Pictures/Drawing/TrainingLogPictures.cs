using System;

namespace CnnGen.Pictures;

/// <summary>Pictures in the log of a training.</summary>
public static class TrainingLogPictures
{
    /// <summary>Writes a picture. Logs that have no place for it do nothing.</summary>
    /// <param name="log">The log.</param>
    /// <param name="name">What it is called: <c>conv1 filters</c>.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="step">The steps done.</param>
    public static void Image(this TrainingLog log, string name, Picture picture, long step)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(picture);
        log.Image(name, picture.ToPng(), step);
    }
}
