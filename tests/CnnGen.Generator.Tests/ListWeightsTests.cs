extern alias build;

using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using build::CnnGen.Build;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Weights;
using CnnGen.Tests;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>What the build's task writes of weights files, read as the generator reads it.</summary>
public sealed class ListWeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("conv1.weight")]
    [InlineData("two words")]
    [InlineData("] [1, 2] x")]
    [InlineData("line\none\u2028two\\u0041")]
    [InlineData("\u00e9\ud83d\ude00")]
    [InlineData("file a")]
    public void Tensors_AreWhatTheHeaderDescribes(string name)
    {
        string path = Write("a/net.safetensors", (name, "F32", [2, 3]), ("count", "I64", []), ("half", "BF16", [0]));
        WeightsFile file = Assert.Single(List([path]));
        Assert.Equal("a/net.safetensors", file.Path);
        Assert.Null(file.Problem);
        Assert.Null(file.Resource);
        Assert.Equal(
            new[] { (name, "F32 [2, 3]"), ("count", "I64 []"), ("half", "BF16 [0]") }.Order(),
            file.Tensors.Select(static tensor => (tensor.Name, tensor.ToString())).Order());
    }

    [Fact]
    public void EmbeddedFile_HasItsResource()
    {
        string path = Write("net.safetensors", ("a", "F32", [1]));
        TaskItem resource = new(path, new Dictionary<string, string> { ["LogicalName"] = "some.name" });
        Assert.Equal("some.name", Assert.Single(List([path], resource)).Resource);

        // One that the project does not list is known by being embedded; other resources are none of the task's business.
        Assert.Equal("some.name", Assert.Single(List([], resource, new TaskItem(_folder["text.resx"]))).Resource);
    }

    [Fact]
    public void FileOutsideOfTheFolder_IsNamedFromIt()
    {
        string path = Write("net.safetensors", ("a", "F32", [1]));
        Assert.Equal("../net.safetensors", Assert.Single(List([path], folder: _folder["project"])).Path);
    }

    [Fact]
    public void BrokenFiles_AreSaidToBeSo()
    {
        string whole = Write("whole.safetensors", ("a", "F32", [100]));
        string cut = _folder["cut.safetensors"];
        File.WriteAllBytes(cut, File.ReadAllBytes(whole)[..^1]);
        string pointer = _folder["pointer.safetensors"];
        File.WriteAllText(pointer, "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n");
        string empty = _folder["empty.safetensors"];
        File.WriteAllText(empty, "");
        IReadOnlyList<WeightsFile> files = List([whole, cut, pointer, empty, _folder["gone.safetensors"]]);
        Assert.Equal(["cut.safetensors", "empty.safetensors", "gone.safetensors", "pointer.safetensors", "whole.safetensors"], files.Select(static file => file.Path));
        Assert.Contains("reach outside the file", files[0].Problem);
        Assert.Contains("it is empty", files[1].Problem);
        Assert.NotNull(files[2].Problem);
        Assert.Contains("Git LFS", files[3].Problem);
        Assert.Null(files[4].Problem);
    }

    [Fact]
    public void ListingThatSaysTheSame_StaysAsItIs()
    {
        string path = Write("net.safetensors", ("a", "F32", [1]));
        List([path]);
        DateTime early = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Listing, early);
        Write("net.safetensors", ("a", "F32", [1]));
        List([path]);
        Assert.Equal(early, File.GetLastWriteTimeUtc(Listing));
        Write("net.safetensors", ("a", "F32", [2]));
        Assert.Equal("F32 [2]", Assert.Single(Assert.Single(List([path])).Tensors).ToString());
        Assert.NotEqual(early, File.GetLastWriteTimeUtc(Listing));
    }

    [Fact]
    public void ListingThatCannotBeWritten_IsAnErrorOfTheBuild()
    {
        Engine engine = new();
        ListWeights task = new() { BuildEngine = engine, Folder = _folder[""], Listing = _folder[""] };
        Assert.False(task.Execute());
        Assert.Contains(_folder[""], Assert.Single(engine.Errors));
    }

    private string Listing => _folder["obj/project" + WeightsListing.Extension];

    private EquatableArray<WeightsFile> List(string[] files, params TaskItem[] resources) => List(files, _folder[""], resources);

    private EquatableArray<WeightsFile> List(string[] files, string folder, params TaskItem[] resources)
    {
        ListWeights task = new()
        {
            BuildEngine = new Engine(),
            Folder = folder,
            Files = [.. files.Select(static file => new TaskItem(file))],
            Resources = resources,
            Listing = Listing,
        };
        Assert.True(task.Execute());
        return WeightsListing.Parse(File.ReadAllText(Listing));
    }

    private string Write(string name, params (string Name, string Type, int[] Shape)[] tensors)
    {
        string path = _folder[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, SafetensorsBytes.Of(tensors));
        return path;
    }

    /// <summary>A build that keeps what is reported.</summary>
    private sealed class Engine : IBuildEngine
    {
        public List<string> Errors { get; } = [];

        public bool ContinueOnError => false;

        public int LineNumberOfTaskNode => 0;

        public int ColumnNumberOfTaskNode => 0;

        public string ProjectFileOfTaskNode => "";

        public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => false;

        public void LogErrorEvent(BuildErrorEventArgs e) => Errors.Add(e.Message!);

        public void LogWarningEvent(BuildWarningEventArgs e)
        {
        }

        public void LogMessageEvent(BuildMessageEventArgs e)
        {
        }

        public void LogCustomEvent(CustomBuildEventArgs e)
        {
        }
    }
}
