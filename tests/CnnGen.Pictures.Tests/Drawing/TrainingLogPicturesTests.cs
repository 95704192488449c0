using System;
using System.IO;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Pictures.Tests;

public sealed class TrainingLogPicturesTests
{
    [Fact]
    public void Picture_IsInTheEventFileAsPng()
    {
        using TemporaryFolder folder = new();
        Picture picture = new(5, 4, new Rgb(1, 2, 3));
        using TensorBoardLog log = new(folder["runs"]);
        log.Image("filters", picture, 3);
        Assert.Null(log.LastError);
        Assert.NotEqual(-1, File.ReadAllBytes(log.Path).AsSpan().IndexOf(picture.ToPng()));
    }
}
