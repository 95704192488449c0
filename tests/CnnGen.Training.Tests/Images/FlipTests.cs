using System.Linq;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class FlipTests
{
    private static readonly ImageShape Shape = new(2, 2, 3);

    [Fact]
    public void Columns_are_mirrored_in_each_row() => Assert.Equal(
        [2, 1, 0, 5, 4, 3, 8, 7, 6, 11, 10, 9], Transforms.RandomHorizontalFlip(1).Apply(TestImages.Counted(Shape), Shape, 1));

    [Fact]
    public void Rows_are_mirrored_in_each_plane() => Assert.Equal(
        [3, 4, 5, 0, 1, 2, 9, 10, 11, 6, 7, 8], Transforms.RandomVerticalFlip(1).Apply(TestImages.Counted(Shape), Shape, 1));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Twice_is_the_image(bool isHorizontal)
    {
        ImageShape shape = new(3, 17, 37);
        float[] image = TestImages.Random(shape);
        ImageTransform flip = isHorizontal ? Transforms.RandomHorizontalFlip(1) : Transforms.RandomVerticalFlip(1);
        Assert.Equal(image, flip.Apply(flip.Apply(image, shape, 1), shape, 2));
    }

    [Fact]
    public void Half_of_the_images_are_mirrored()
    {
        float[] image = TestImages.Counted(Shape);
        ImageTransform flip = Transforms.RandomHorizontalFlip();
        int kept = Enumerable.Range(0, 1000).Count(key => flip.Apply(image, Shape, RandomStream.Mix(3, (ulong)key))[0] == 0);
        Assert.InRange(kept, 440, 560);
    }

    [Fact]
    public void Outside_training_nothing_is_mirrored() =>
        Assert.Equal(TestImages.Counted(Shape), Transforms.RandomVerticalFlip(1).Apply(TestImages.Counted(Shape), Shape));
}
