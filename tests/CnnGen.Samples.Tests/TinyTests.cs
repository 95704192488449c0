using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CnnGen.Tests;
using Tiny;
using Xunit;

namespace CnnGen.Samples.Tests;

/// <summary>The sample with its weights inside, under the JIT; tests/aot runs it compiled ahead of time.</summary>
public sealed class TinyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Digit_ThatComesWithIt_IsRead()
    {
        (int code, string output, _) = SampleProcess.Run(typeof(LeNet5).Assembly);
        Assert.Equal(0, code);
        Assert.Contains("7 (100.0 %)", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Default_HasTheFilesWeights_AndIsOneForAll()
    {
        using LeNet5 loaded = LeNet5.Load(Path.Combine(Repository.Root, "samples", "Tiny", "lenet5.safetensors"));
        foreach (Parameter parameter in loaded.Parameters)
        {
            Assert.Equal(parameter.Value.ToArray(), LeNet5.Default.Parameters[parameter.Name].Value.ToArray());
        }

        LeNet5[] seen = new LeNet5[8];
        Parallel.For(0, seen.Length, index => seen[index] = LeNet5.Default);
        Assert.All(seen, static network => Assert.Same(LeNet5.Default, network));
    }

    /// <summary>Ink and ground may be either way round, and the header may have comments.</summary>
    [Theory]
    [InlineData("P5\n28 28\n255\n", false)]
    [InlineData("P5 # made by hand\n# twice\n28\t28 255\n", false)]
    [InlineData("P5\n28 28\n255\n", true)]
    public void Picture_IsReadAsItWasDrawn(string header, bool isTurned)
    {
        float[] example = DigitPicture.Example();
        string path = Write(header, [.. example.Select(shade => (byte)(255 * (isTurned ? 1 - shade : shade)))]);
        float[] read = DigitPicture.Read(path);
        Assert.All(example.Zip(read), static pair => Assert.InRange(pair.Second, pair.First - 0.005f, pair.First + 0.005f));
        Assert.Equal(7, Reading.Of(LeNet5.Default.Fork(), read).Digit);
    }

    [Theory]
    [InlineData("P2\n28 28\n255\n", 784, "is no binary portable graymap")]
    [InlineData("", 0, "is no binary portable graymap")]
    [InlineData("P5\n32 28\n255\n", 896, "has 32x28 pixels")]
    [InlineData("P5\n28 28\n65535\n", 1568, "of 0 to 65535")]
    [InlineData("P5\n28 28\n255\n", 783, "ends after 783 pixels")]
    [InlineData("P5\n28 28\n99999999999\n", 784, "of 0 to -1")]
    [InlineData("P5", 0, "has -1x-1 pixels")]
    [InlineData("P5\n28 28\n255", 0, "ends after 0 pixels")]
    public void File_ThatIsNoSuchPicture_IsNamed(string header, int pixels, string expected)
    {
        string path = Write(header, new byte[pixels]);
        SampleProcess.AssertFails(typeof(LeNet5).Assembly, [path], expected);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => DigitPicture.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingFile_IsNamed() => SampleProcess.AssertFails(typeof(LeNet5).Assembly, [_folder["none.pgm"]], "none.pgm");

    private string Write(string header, byte[] pixels)
    {
        string path = _folder["digit.pgm"];
        File.WriteAllBytes(path, [.. Encoding.ASCII.GetBytes(header), .. pixels]);
        return path;
    }
}
